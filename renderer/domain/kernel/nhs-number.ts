/** Ten digits with the MOD 11 check digit of the NHS number (eps.md 2.3). */
export const isNhsNumber = (value: string): boolean => {
  if (!/^\d{10}$/.test(value)) return false;
  const sum = [...value.slice(0, 9)].reduce((total, digit, i) => total + Number(digit) * (10 - i), 0);
  const check = (11 - (sum % 11)) % 11;
  return check !== 10 && check === Number(value[9]);
};

/** `943 476 5919`, as the NHS common user interface writes it. */
export const formatNhsNumber = (value: string): string =>
  /^\d{10}$/.test(value) ? `${value.slice(0, 3)} ${value.slice(3, 6)} ${value.slice(6)}` : value;
