import { t } from "../../core/index.ts";
import { complaintOf, gitIn } from "./gitClient.ts";

/** Makes a folder a git repository with all of its files in one commit. What went wrong, in a sentence, where it did. */
export async function initRepository(root: string, message: string): Promise<string | undefined> {
  try {
    const git = await gitIn(root, { hooks: false });
    await git.raw("init", "--quiet", "--initial-branch=main");
    await git.raw("add", "--all");
    // Nobody's own name or key belongs to a commit that they did not write.
    const author = ["-c", "user.name=Plangate", "-c", "user.email=plangate@example.org", "-c", "commit.gpgSign=false"];
    await git.raw(...author, "commit", "--quiet", "-m", message);
    return undefined;
  } catch (error) {
    return t`The folder is no git repository: ${complaintOf(error, root)}.`;
  }
}
