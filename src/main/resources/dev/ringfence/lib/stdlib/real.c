#include <bits/reals.h>
#include <stdlib.h>

double strtod(const char *restrict s, char **restrict end) { return __parse_double(s, end); }
float strtof(const char *restrict s, char **restrict end) { return __parse_float(s, end); }
long double strtold(const char *restrict s, char **restrict end) { return __parse_double(s, end); }
double atof(const char *s) { return __parse_double(s, NULL); }
