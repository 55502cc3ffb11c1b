/** Elements made of words: there is no way from a report's text to markup. */

export type Child = Node | string | number | null | undefined | false;
export type Properties = Record<
  string,
  string | number | boolean | EventListener | null | undefined
>;

const SVG = "http://www.w3.org/2000/svg";

/** An element of HTML with its attributes (`onclick` is listened to) and its children. */
export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  properties?: Properties | null,
  ...children: (Child | Child[])[]
): HTMLElementTagNameMap[K] {
  return filled(document.createElement(tag), properties, children);
}

/** An element of SVG. */
export function s<K extends keyof SVGElementTagNameMap>(
  tag: K,
  properties?: Properties | null,
  ...children: (Child | Child[])[]
): SVGElementTagNameMap[K] {
  return filled(
    document.createElementNS(SVG, tag) as SVGElementTagNameMap[K],
    properties,
    children,
  );
}

function filled<E extends Element>(
  element: E,
  properties: Properties | null | undefined,
  children: (Child | Child[])[],
): E {
  for (const [name, value] of Object.entries(properties ?? {})) {
    if (typeof value === "function") element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined)
      element.setAttribute(name, String(value));
  }
  for (const child of children.flat())
    if (child !== null && child !== undefined && child !== false)
      element.append(child instanceof Node ? child : String(child));
  return element;
}
