export const page = `<!doctype html>
<html lang="en">
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width">
  <title>Canvas &amp; Co.</title>
  <style>
    body { font: 1rem/1.5 system-ui; max-width: 34rem; margin: 3rem auto; padding: 0 1rem; }
    label { display: block; margin: 0.5rem 0; }
  </style>
  <h1>Canvas &amp; Co.</h1>
  <p>Prints on canvas, made to order.</p>

  <form method="post" action="/checkout">
    <h2>A print</h2>
    <input type="hidden" name="cart" value="{{cart}}">
    <label>Size <select name="variant">{{variants}}</select></label>
    <label>How many <input type="number" name="quantity" value="1" min="1" max="99"></label>
    <button name="buy" value="print">Go to payment</button>
    <button name="buy" value="subscription" formnovalidate>Or a new print every month</button>
  </form>
</html>
`;
