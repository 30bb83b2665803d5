/**
 * A keyboard scrolls what has the focus: where a part of the page is wider than its place it can be tabbed to, and nowhere
 * else, where that would be a stop for nothing. For `ref`.
 */
export function scrollable(element: Element | undefined): void {
  if (!(element instanceof HTMLElement)) return;
  sizes.observe(element);
  // What lies in it may grow while its place does not.
  if (element.firstElementChild) sizes.observe(element.firstElementChild);
}

const sizes = new ResizeObserver((entries) => {
  for (const { target } of entries) {
    const element = target.closest(".scroll");
    if (!(element instanceof HTMLElement)) continue;
    if (element.scrollWidth > element.clientWidth) element.tabIndex = 0;
    else element.removeAttribute("tabindex");
  }
});
