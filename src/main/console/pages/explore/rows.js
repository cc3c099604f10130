/** The answer of a document as a table. */

function listed(root) {
  if (Array.isArray(root)) {
    return root;
  }
  return root?.nodes ?? root?.edges?.map(({ node }) => node) ?? (root === null ? [] : [root]);
}

function flatten(value, path, elements, into) {
  if (Array.isArray(value)) {
    into[path] = value.some(element => element !== null && typeof element === 'object') ? elements(value.length) : value.join(', ');
  } else if (value !== null && typeof value === 'object') {
    Object.entries(value).filter(([name]) => name !== '__typename')
      .forEach(([name, member]) => flatten(member, path ? `${path}.${name}` : name, elements, into));
  } else {
    into[path] = value === null ? '' : String(value);
  }
  return into;
}

/**
 * What the first root field lists; members of nested objects are columns such as item.code.
 *
 * @param elements what to write for a list of so many objects within a row
 */
export function tableOf(data, elements) {
  const [root] = Object.values(data);
  const rows = listed(root).map(row => flatten(row, '', elements, {}));
  return { columns: [...new Set(rows.flatMap(Object.keys))], rows, more: root?.pageInfo?.hasNextPage ?? false };
}
