// A QR code on a slip carries its code behind the #, which no browser sends: put it into the field, and out of the address
// bar and the history.
(() => {
  const field = document.querySelector("input[name=code]");
  const code = location.hash.slice(1, 61);
  if (!field || !code) return;
  if (/^[0-9A-Za-z-]+$/.test(code)) field.value = code;
  history.replaceState(null, "", location.pathname);
})();
