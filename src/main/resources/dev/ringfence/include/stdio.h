#include <stdarg.h>
#include <stddef.h>
#include <sys/types.h>
#define EOF (-1)
#if __SIZEOF_POINTER__ == 2
#define BUFSIZ 512
#else
#define BUFSIZ 8192
#endif
#define FILENAME_MAX 4096
#define FOPEN_MAX 16
#define L_tmpnam 20
#define TMP_MAX 238328
#define P_tmpdir "/tmp"
#define _IOFBF 0
#define _IOLBF 1
#define _IONBF 2
#define SEEK_SET 0
#define SEEK_CUR 1
#define SEEK_END 2
typedef struct __file FILE;
typedef struct {
  long __offset;
  long __state;
} fpos_t;
extern FILE *stdin;
extern FILE *stdout;
extern FILE *stderr;
#define stdin stdin
#define stdout stdout
#define stderr stderr

int printf(const char *restrict format, ...);
int fprintf(FILE *restrict file, const char *restrict format, ...);
int sprintf(char *restrict to, const char *restrict format, ...);
int snprintf(char *restrict to, size_t size, const char *restrict format, ...);
int dprintf(int fd, const char *restrict format, ...);
int asprintf(char **restrict to, const char *restrict format, ...);
int vprintf(const char *restrict format, va_list list);
int vfprintf(FILE *restrict file, const char *restrict format, va_list list);
int vsprintf(char *restrict to, const char *restrict format, va_list list);
int vsnprintf(char *restrict to, size_t size, const char *restrict format, va_list list);
int vdprintf(int fd, const char *restrict format, va_list list);
int vasprintf(char **restrict to, const char *restrict format, va_list list);

int scanf(const char *restrict format, ...);
int fscanf(FILE *restrict file, const char *restrict format, ...);
int sscanf(const char *restrict text, const char *restrict format, ...);
int vscanf(const char *restrict format, va_list list);
int vfscanf(FILE *restrict file, const char *restrict format, va_list list);
int vsscanf(const char *restrict text, const char *restrict format, va_list list);

int fputc(int c, FILE *file);
int putc(int c, FILE *file);
int putchar(int c);
int fputs(const char *restrict s, FILE *restrict file);
int puts(const char *s);
int fgetc(FILE *file);
int getc(FILE *file);
int getchar(void);
int ungetc(int c, FILE *file);
char *fgets(char *restrict to, int size, FILE *restrict file);
ssize_t getdelim(char **restrict line, size_t *restrict room, int delimiter, FILE *restrict file);
ssize_t getline(char **restrict line, size_t *restrict room, FILE *restrict file);
int putw(int word, FILE *file);
int getw(FILE *file);
size_t fread(void *restrict to, size_t size, size_t count, FILE *restrict file);
size_t fwrite(const void *restrict from, size_t size, size_t count, FILE *restrict file);

FILE *fopen(const char *restrict path, const char *restrict mode);
FILE *fdopen(int fd, const char *mode);
FILE *freopen(const char *restrict path, const char *restrict mode, FILE *restrict file);
int fclose(FILE *file);
int fcloseall(void);
FILE *fmemopen(void *restrict memory, size_t size, const char *restrict mode);
typedef struct {
  ssize_t (*read)(void *cookie, char *to, size_t size);
  ssize_t (*write)(void *cookie, const char *from, size_t size);
  int (*seek)(void *cookie, off_t *offset, int whence);
  int (*close)(void *cookie);
} cookie_io_functions_t;
FILE *fopencookie(void *cookie, const char *mode, cookie_io_functions_t functions);
FILE *open_memstream(char **to, size_t *size);
FILE *tmpfile(void);
char *tmpnam(char *to);
char *tempnam(const char *directory, const char *prefix);
FILE *popen(const char *command, const char *mode);
int pclose(FILE *file);
int remove(const char *path);
int rename(const char *old, const char *new);
#define RENAME_NOREPLACE 1
#define RENAME_EXCHANGE 2
#define RENAME_WHITEOUT 4
int fseek(FILE *file, long offset, int whence);
int fseeko(FILE *file, off_t offset, int whence);
long ftell(FILE *file);
off_t ftello(FILE *file);
void rewind(FILE *file);
int fgetpos(FILE *restrict file, fpos_t *restrict position);
int fsetpos(FILE *file, const fpos_t *position);

int fflush(FILE *file);
int feof(FILE *file);
int ferror(FILE *file);
void clearerr(FILE *file);
int fileno(FILE *file);
int setvbuf(FILE *restrict file, char *restrict buffer, int mode, size_t size);
void setbuf(FILE *restrict file, char *restrict buffer);
void setbuffer(FILE *restrict file, char *restrict buffer, size_t size);
void setlinebuf(FILE *file);
void perror(const char *prefix);

void flockfile(FILE *file);
int ftrylockfile(FILE *file);
void funlockfile(FILE *file);
int getc_unlocked(FILE *file);
int getchar_unlocked(void);
int fgetc_unlocked(FILE *file);
int putc_unlocked(int c, FILE *file);
int putchar_unlocked(int c);
int fputc_unlocked(int c, FILE *file);
char *fgets_unlocked(char *restrict to, int size, FILE *restrict file);
int fputs_unlocked(const char *restrict s, FILE *restrict file);
size_t fread_unlocked(void *restrict to, size_t size, size_t count, FILE *restrict file);
size_t fwrite_unlocked(const void *restrict from, size_t size, size_t count, FILE *restrict file);
int fflush_unlocked(FILE *file);
int feof_unlocked(FILE *file);
int ferror_unlocked(FILE *file);
void clearerr_unlocked(FILE *file);
int fileno_unlocked(FILE *file);
#define L_ctermid 9
#define L_cuserid 9
char *ctermid(char *name);
char *cuserid(char *name);
#if defined _LARGEFILE64_SOURCE || defined _GNU_SOURCE
#define fopen64 fopen
#define freopen64 freopen
#define fseeko64 fseeko
#define ftello64 ftello
#define tmpfile64 tmpfile
#define fgetpos64 fgetpos
#define fsetpos64 fsetpos
#define fpos64_t fpos_t
#endif
