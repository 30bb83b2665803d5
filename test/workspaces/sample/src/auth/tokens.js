import { randomUUID } from "node:crypto";

const families = new Map();

/** Starts a session: a family of refresh tokens of which only the newest is valid. */
export function startSession(user, now = Date.now()) {
  const family = { user, current: randomUUID(), expires: now + 30 * 24 * 3600e3, ended: false };
  families.set(family.current, family);
  return family.current;
}

/** Trades a refresh token for the next one. A token that was used before ends the whole session. */
export function rotate(token, now = Date.now()) {
  const family = families.get(token);
  if (!family || family.ended || now > family.expires) return undefined;
  if (family.current !== token) {
    family.ended = true;
    return undefined;
  }
  family.current = randomUUID();
  families.set(family.current, family);
  return family.current;
}

/** Ends every session of a user. */
export function revokeAll(user) {
  for (const family of families.values()) if (family.user === user) family.ended = true;
}
