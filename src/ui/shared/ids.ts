/** Every id that code and manifest share. `test/unit/manifest.test.ts` compares them with package.json. */

export const commands = {
  startFeature: "plangate.startFeature",
  advance: "plangate.advance",
  reviewGate: "plangate.reviewGate",
  approveGate: "plangate.approveGate",
  requestChanges: "plangate.requestChanges",
  revoke: "plangate.revoke",
  compareApproved: "plangate.compareApproved",
  waive: "plangate.waive",
  skip: "plangate.skip",
  adoptExistingWork: "plangate.adoptExistingWork",
  openStage: "plangate.openStage",
  showActions: "plangate.showActions",
  showBoard: "plangate.showBoard",
  showOverview: "plangate.showOverview",
  showMetrics: "plangate.showMetrics",
  runAction: "plangate.runAction",
  refresh: "plangate.refresh",
  customizeProcess: "plangate.customizeProcess",
  newProcess: "plangate.newProcess",
  openSample: "plangate.openSample",
  getStarted: "plangate.getStarted",
  applyFix: "plangate.applyFix",
  filter: "plangate.filter",
  clearFilter: "plangate.clearFilter",
  showOnlyWaiting: "plangate.showOnlyWaiting",
  showEverything: "plangate.showEverything",
  groupByNothing: "plangate.groupByNothing",
  groupByProcess: "plangate.groupByProcess",
  groupByFolder: "plangate.groupByFolder",
  // An extension's menu has no marks of its own: the choice that is in force is a command with a mark in its title.
  groupedByNothing: "plangate.groupedByNothing",
  groupedByProcess: "plangate.groupedByProcess",
  groupedByFolder: "plangate.groupedByFolder",
  revealActive: "plangate.revealActive",
  addEvidence: "plangate.addEvidence",
  toggleBox: "plangate.toggleBox",
} as const;

export const viewContainer = "plangate";

/** Settings, by what follows `plangate.` in their names. */
export const settings = { autoReveal: "autoReveal", codeLens: "codeLens" } as const;

/** Menus of our own inside of the editor's. */
export const submenus = { groupBy: "plangate.groupBy" } as const;

export const views = { features: "plangate.features" } as const;

/** Keys of `when` and `enablement` clauses. */
export const contextKeys = {
  /** True once every folder has been read. */
  read: "plangate.read",
  /** True while a feature is in focus: the palette's commands have something to act on. */
  focused: "plangate.focused",
  /** True while the focused feature has the state file of a cycle. */
  hasCycle: "plangate.hasCycle",
  /** True where a folder holds work from before Plangate. */
  adoptable: "plangate.adoptable",
  /** True while the tree is filtered by states, processes or a text. */
  filtered: "plangate.filtered",
  /** True while the tree shows only what waits for the person. */
  onlyWaiting: "plangate.onlyWaiting",
  /** True while the tree hides features that are there. */
  hidden: "plangate.hidden",
  /** What the tree gathers features by: nothing, process or folder. */
  grouping: "plangate.grouping",
} as const;
