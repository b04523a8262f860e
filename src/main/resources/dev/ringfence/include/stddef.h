/* Common definitions: size_t, ptrdiff_t, NULL, offsetof. */
typedef __SIZE_TYPE__ size_t;
typedef __PTRDIFF_TYPE__ ptrdiff_t;
typedef int wchar_t;
#define NULL ((void *)0)
#define offsetof(type, member) __builtin_offsetof(type, member)
typedef struct {
  long long __integer;
  long double __real __attribute__((aligned(16)));
} max_align_t;
