/** Asks again until the answer is as wanted, and gives it: what an extension does with an event of its own cannot be listened to. */
export async function eventually<T>(ask: () => Thenable<T>, isWanted: (answer: T) => boolean): Promise<T> {
  for (;;) {
    const answer = await ask();
    if (isWanted(answer)) return answer;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
