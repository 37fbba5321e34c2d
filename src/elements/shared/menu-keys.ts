/** The items of a menu, in order. */
function items(menu: HTMLElement): HTMLElement[] {
  return [...menu.querySelectorAll<HTMLElement>('[role=menuitem]')];
}

/** The item that an event came from. */
export function itemAt(event: Event): HTMLElement | undefined {
  const target = event.target;
  return (target instanceof Element && target.closest<HTMLElement>('[role=menuitem]')) || undefined;
}

export function focusItem(
  menu: HTMLElement,
  choose: (all: readonly HTMLElement[]) => HTMLElement | undefined,
): void {
  choose(items(menu))?.focus();
}

/** The keys of the ARIA menu pattern; Esc is the popover's own. */
export function onMenuKeydown(event: KeyboardEvent): void {
  const menu = event.currentTarget as HTMLElement;
  const at = itemAt(event);
  const move = (choose: (all: readonly HTMLElement[], index: number) => HTMLElement | undefined): void => {
    event.preventDefault();
    focusItem(menu, (all) => choose(all, at ? all.indexOf(at) : -1));
  };
  // The widget's own keys are not meant while its menu is open.
  event.stopPropagation();
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  switch (event.key) {
    case 'ArrowDown':
      return move((all, index) => all[(index + 1) % all.length]);
    case 'ArrowUp':
      return move((all, index) => all[(index - 1 + all.length) % all.length]);
    case 'Home':
    case 'PageUp':
      return move((all) => all[0]);
    case 'End':
    case 'PageDown':
      return move((all) => all.at(-1));
    case 'Tab':
      event.preventDefault();
      menu.hidePopover();
      return;
    case 'Enter':
    case ' ':
      event.preventDefault();
      at?.click();
      return;
    case 'Escape':
      return;
    default:
  }
  if (event.key.length === 1) {
    const letter = event.key.toLocaleLowerCase();
    move((all, index) =>
      [...all.slice(index + 1), ...all.slice(0, index + 1)].find((item) =>
        (item.querySelector('.menu-label') ?? item).textContent
          ?.trim()
          .toLocaleLowerCase()
          .startsWith(letter),
      ),
    );
  }
}

/** Below the anchor, at its end edge; above it where there is no room; inside the viewport. As `--_x` and `--_y`. */
export function placeMenu(menu: HTMLElement, anchor: Element): void {
  const box = anchor.getBoundingClientRect();
  const size = menu.getBoundingClientRect();
  const width = document.documentElement.clientWidth;
  const height = document.documentElement.clientHeight;
  const rightToLeft = getComputedStyle(menu).direction === 'rtl';
  const x = rightToLeft ? box.left : box.right - size.width;
  const below = box.bottom + 4;
  const y =
    below + size.height <= height - 4 || box.top < size.height + 8 ? below : box.top - 4 - size.height;
  const within = (at: number, room: number): number => Math.max(4, Math.min(at, room - 4));
  menu.style.setProperty('--_x', `${within(x, width - size.width)}px`);
  menu.style.setProperty('--_y', `${within(y, height - size.height)}px`);
}
