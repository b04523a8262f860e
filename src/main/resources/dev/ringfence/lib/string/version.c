#include <ctype.h>
#include <string.h>

/* Runs of digits are compared as numbers: the longer is greater. Those that begin with a zero are
   fractions, and among runs of zeros the longer is smaller. */
int strverscmp(const char *a, const char *b) {
  size_t at = 0, run = 0;
  int zeros = 1;
  for (; a[at] == b[at]; at++) {
    if (!a[at])
      return 0;
    if (!isdigit((unsigned char)a[at])) {
      run = at + 1;
      zeros = 1;
    } else if (a[at] != '0') {
      zeros = 0;
    }
  }
  int difference = (unsigned char)a[at] - (unsigned char)b[at];
  if (a[run] == '0' || b[run] == '0') {
    int left = isdigit((unsigned char)a[at]), right = isdigit((unsigned char)b[at]);
    return zeros && run < at && left != right ? right - left : difference;
  }
  size_t left = at, right = at;
  while (isdigit((unsigned char)a[left]))
    left++;
  while (isdigit((unsigned char)b[right]))
    right++;
  int numbers = left > run && right > run;
  return numbers && left != right ? (left > right ? 1 : -1) : difference;
}
