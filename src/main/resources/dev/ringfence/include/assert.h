#ifdef NDEBUG
#define assert(condition) ((void)0)
#define assert_perror(number) ((void)0)
#else
#define assert(condition) \
  ((condition) ? (void)0 : __assert_fail(#condition, __FILE__, __LINE__, __func__))
#define assert_perror(number) \
  (!(number) ? (void)0 : __assert_perror_fail(number, __FILE__, __LINE__, __func__))
#endif
#define static_assert _Static_assert
_Noreturn void __assert_fail(const char *condition, const char *file, unsigned line,
                             const char *function);
_Noreturn void __assert_perror_fail(int number, const char *file, unsigned line,
                                    const char *function);
