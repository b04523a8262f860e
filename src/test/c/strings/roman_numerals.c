// Roman numerals, numbers in words, and digits grouped by thousands.
#include <stdio.h>
#include <string.h>

static char *roman(int n, char *to) {
  static const struct { int value; const char *text; } t[] = {{1000, "M"}, {900, "CM"}, {500, "D"}, {400, "CD"}, {100, "C"}, {90, "XC"},
    {50, "L"}, {40, "XL"}, {10, "X"}, {9, "IX"}, {5, "V"}, {4, "IV"}, {1, "I"}};
  *to = 0;
  for (int i = 0; n; i++)
    for (; n >= t[i].value; n -= t[i].value) strcat(to, t[i].text);
  return to;
}
static int arabic(const char *s) {
  const char *letters = "IVXLCDM";
  int values[] = {1, 5, 10, 50, 100, 500, 1000}, sum = 0, last = 0;
  for (const char *p = s + strlen(s); p-- > s;) {
    int v = values[strchr(letters, *p) - letters];
    sum += v < last ? -v : v;
    last = v;
  }
  return sum;
}
static void words(unsigned n) {
  static const char *small[] = {"zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"};
  static const char *tens[] = {"", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"};
  if (n >= 1000) words(n / 1000), printf(" thousand"), (n %= 1000) ? (void)printf(" ") : (void)0;
  else if (!n) printf("zero");
  if (n >= 100) printf("%s hundred%s", small[n / 100], n % 100 ? " " : ""), n %= 100;
  if (n >= 20) printf("%s%s", tens[n / 10], n % 10 ? "-" : ""), n %= 10;
  if (n) printf("%s", small[n]);
}
static char *grouped(long n) {
  static char text[32];
  char *p = text + sizeof text - 1;
  int digits = 0, negative = n < 0;
  if (negative) n = -n;
  do {
    if (digits && digits % 3 == 0) *--p = ',';
    *--p = '0' + n % 10;
    digits++;
  } while (n /= 10);
  if (negative) *--p = '-';
  return p;
}

int main(void) {
  char text[32];
  int bad = 0;
  for (int i = 1; i < 4000; i += 7) bad += arabic(roman(i, text)) != i;
  printf("%d %s %s\n", bad, roman(1994, text), "");
  printf("%s\n", roman(3888, text));
  unsigned n[] = {0, 7, 13, 40, 99, 100, 512, 1000, 70017};
  for (int i = 0; i < 9; i++) words(n[i]), puts("");
  printf("%s ", grouped(1234567));
  printf("%s ", grouped(-999));
  printf("%s\n", grouped(1000));
  return 0;
}
