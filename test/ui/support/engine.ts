import { type JudgedFeature, loadProcesses, type Messages, openWorkspace, speak } from "../../../src/core/index.ts";
import { nodePorts } from "../../../src/host/node/ports.ts";
import { readProcesses } from "../../../src/host/node/processes.ts";

/** What the engine says of a folder in the language of some messages, without an editor; without messages in English. */
export async function judgedIn(folder: string, messages?: Messages): Promise<readonly JudgedFeature[]> {
  speak(messages);
  try {
    const { processes } = loadProcesses((await readProcesses(folder)).sources);
    return (await openWorkspace(nodePorts(folder), processes).refresh()).features;
  } finally {
    speak(undefined);
  }
}
