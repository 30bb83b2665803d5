/** Takes the expired holds off the list and gives them back; nobody gets a hold twice. */
export function releaseExpired(holds, now) {
  const released = [];
  for (let index = holds.length - 1; index >= 0; index--) {
    if (holds[index].until <= now) released.push(...holds.splice(index, 1));
  }
  return released;
}
