#include <stdio.h>
enum { FSETLOCKING_QUERY, FSETLOCKING_INTERNAL, FSETLOCKING_BYCALLER };
size_t __fbufsize(FILE *file);
int __freading(FILE *file);
int __fwriting(FILE *file);
int __freadable(FILE *file);
int __fwritable(FILE *file);
int __flbf(FILE *file);
void __fpurge(FILE *file);
size_t __fpending(FILE *file);
void _flushlbf(void);
int __fsetlocking(FILE *file, int type);
