/**
 * The complementary error function to 1e-15 of its value.
 * Source: W. J. Cody, Rational Chebyshev approximations for the error function, Mathematics of Computation 23 (1969).
 */

const SMALL = {
  above: [
    1.85777706184603153e-1, 3.1611237438705656, 1.13864154151050156e2, 3.77485237685302021e2, 3.20937758913846947e3,
  ],
  below: [1, 2.36012909523441209e1, 2.44024637934444173e2, 1.28261652607737228e3, 2.84423683343917062e3],
};
const MIDDLE = {
  above: [
    2.15311535474403846e-8, 5.64188496988670089e-1, 8.88314979438837594, 6.61191906371416295e1, 2.98635138197400131e2,
    8.8195222124176909e2, 1.71204761263407058e3, 2.05107837782607147e3, 1.23033935479799725e3,
  ],
  below: [
    1, 1.57449261107098347e1, 1.17693950891312499e2, 5.37181101862009858e2, 1.62138957456669019e3,
    3.29079923573345963e3, 4.36261909014324716e3, 3.43936767414372164e3, 1.23033935480374942e3,
  ],
};
const LARGE = {
  above: [
    1.63153871373020978e-2, 3.05326634961232344e-1, 3.60344899949804439e-1, 1.25781726111229246e-1,
    1.60837851487422766e-2, 6.58749161529837803e-4,
  ],
  below: [
    1, 2.56852019228982242, 1.87295284992346725, 5.27905102951428412e-1, 6.05183413124413191e-2, 2.33520497626869185e-3,
  ],
};
const INVERSE_ROOT_OF_PI = 5.6418958354775628695e-1;

/**
 * A ratio of two polynomials, highest powers first.
 * @param {{above: number[], below: number[]}} numbers
 * @param {number} x
 */
function ratio(numbers, x) {
  /** @param {number[]} all */
  const polynomial = (all) => all.reduce((total, one) => total * x + one, 0);
  return polynomial(numbers.above) / polynomial(numbers.below);
}

/** exp(-y^2), the square split so that it does not lose digits. @param {number} y */
function bell(y) {
  const near = Math.trunc(y * 16) / 16;
  return Math.exp(-near * near) * Math.exp(-(y - near) * (y + near));
}

/** 1 - erf(x). @param {number} x */
export function erfc(x) {
  const y = Math.abs(x);
  if (y > 28) return x < 0 ? 2 : 0;
  if (y <= 0.46875) return 1 - x * ratio(SMALL, x * x);
  const inverse = 1 / (y * y);
  const tail = y <= 4 ? ratio(MIDDLE, y) : (INVERSE_ROOT_OF_PI - inverse * ratio(LARGE, inverse)) / y;
  const result = bell(y) * tail;
  return x < 0 ? 2 - result : result;
}
