#include <stddef.h>
/* Text of doubles, exact and correctly rounded, for stdio and stdlib. */

/* The flags of a conversion specification: - + space # 0. */
enum { __LEFT = 1, __PLUS = 2, __SPACE = 4, __ALTERNATE = 8, __ZERO = 16 };

/* Writes a double as a conversion of printf does: one of f F e E g G a A, to be given a precision of -1
   where the specification has none. At most `room` bytes are written, no zero behind them. Returns how
   many bytes the whole text has. */
int __format_double(char *out, size_t room, double value, int flags, int width, int precision,
                    char conversion);

/* What strtod does, errno included. */
double __parse_double(const char *s, char **end);

/* The same for strtof: rounded once, to the precision and range of a float. */
float __parse_float(const char *s, char **end);
