#include <stdarg.h>
#include <stddef.h>
#define EOF (-1)
#define BUFSIZ 4096
typedef struct __file FILE;
extern FILE *stdin;
extern FILE *stdout;
extern FILE *stderr;
int printf(const char *format, ...);
int fprintf(FILE *file, const char *format, ...);
int sprintf(char *to, const char *format, ...);
int snprintf(char *to, size_t size, const char *format, ...);
int vprintf(const char *format, va_list list);
int vfprintf(FILE *file, const char *format, va_list list);
int vsprintf(char *to, const char *format, va_list list);
int vsnprintf(char *to, size_t size, const char *format, va_list list);
int puts(const char *s);
int putchar(int c);
int putc(int c, FILE *file);
int fputc(int c, FILE *file);
int fputs(const char *s, FILE *file);
size_t fwrite(const void *from, size_t size, size_t count, FILE *file);
int fflush(FILE *file);
int fgetc(FILE *file);
int getc(FILE *file);
int getchar(void);
char *fgets(char *to, int size, FILE *file);
int feof(FILE *file);
void perror(const char *prefix);
