/** Jobs wait here until the printer has confirmed them. */
export function createQueue(print) {
  const waiting = [];
  return {
    add: (job) => waiting.push(job),
    async run() {
      while (waiting.length > 0) {
        await print(waiting[0]);
        waiting.shift();
      }
    },
    length: () => waiting.length,
  };
}
