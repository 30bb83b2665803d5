/** How texts of a workspace are printed: the editor shows them by the same rules. */
export { plain, steering, unsteered, visible } from "../core/index.ts";
