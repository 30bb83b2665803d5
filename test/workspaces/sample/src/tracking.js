/** Scan events by tracking number, oldest first. */
const events = new Map();

const states = ["registered", "in-transit", "out-for-delivery", "delivered"];

/** Adds a scan; a parcel never moves backwards. */
export function addScan(number, state, at) {
  if (!/^PW\d{8}$/.test(number)) throw new Error(`not a tracking number: ${number}`);
  if (!states.includes(state)) throw new Error(`unknown state: ${state}`);
  const known = events.get(number) ?? [];
  const last = known.at(-1);
  if (last && states.indexOf(state) < states.indexOf(last.state)) return false;
  events.set(number, [...known, { state, at }]);
  return true;
}

export const historyOf = (number) => events.get(number) ?? [];
