/** Who the hub says the person is; known without network for as long as the login lasts. */
import { ask } from './graphql.js';
import { ME } from './session.js';

/** @throws Refusal when the hub does not say */
export async function meet() {
  const { me } = await ask('{ me { name client roles companies { code name zone } } }');
  sessionStorage.setItem(ME, JSON.stringify(me));
  return me;
}

/** @returns name, client, roles and companies; null before the hub has said so */
export const me = () => JSON.parse(sessionStorage.getItem(ME));

/** Tells the person from others who log in on this device; null while nobody is known. */
export const identity = () => me() && `${me().client} ${me().name}`;

/** Whether the person has one of the roles, as far as the hub has said so; an administrator has them all. */
export const hasAny = roles => me()?.roles.some(role => role === 'admin' || roles.includes(role)) ?? false;
