// Closes the menus when the focus goes on, and the member's with Escape or a click beside it. Without scripts its own
// name closes it, and nothing behind the main menu takes the focus.
const menu = document.querySelector('details.ln-account');
const main = document.querySelector('.ln-nav[popover]');

const whenLeft = (element, close) => element.addEventListener('focusout', (event) => {
  if (event.relatedTarget && !element.contains(event.relatedTarget)) close();
});

if (menu) {
  menu.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || !menu.open) return;
    menu.open = false;
    menu.querySelector('summary').focus();
  });
  document.addEventListener('click', (event) => {
    if (!menu.contains(event.target)) menu.open = false;
  });
  whenLeft(menu, () => { menu.open = false; });
}

// It is none where there is room for all of it, or where browsers know no popover.
whenLeft(main, () => main.hidePopover?.());
