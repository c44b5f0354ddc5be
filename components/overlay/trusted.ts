/** Lets a real person's click through and nothing else: a page's script cannot press our buttons. */
export function trusted(act: () => void): (event: Event) => void {
  return (event) => {
    if (event.isTrusted) act();
  };
}
