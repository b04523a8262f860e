#undef _LP64
#define __CHAR32_TYPE__ long unsigned int
#define __INT32_C(c) c ## L
#define __INT32_MAX__ 0x7fffffffL
#define __INT32_TYPE__ long int
#define __INT64_C(c) c ## LL
#define __INT64_MAX__ 0x7fffffffffffffffLL
#define __INT64_TYPE__ long long int
#define __INTMAX_C(c) c ## LL
#define __INTMAX_MAX__ 0x7fffffffffffffffLL
#define __INTMAX_TYPE__ long long int
#define __INTPTR_MAX__ 0x7fff
#define __INTPTR_TYPE__ int
#define __INTPTR_WIDTH__ 16
#define __INT_FAST16_MAX__ 0x7fff
#define __INT_FAST16_TYPE__ int
#define __INT_FAST16_WIDTH__ 16
#define __INT_FAST32_MAX__ 0x7fffffffL
#define __INT_FAST32_TYPE__ long int
#define __INT_FAST32_WIDTH__ 32
#define __INT_FAST64_MAX__ 0x7fffffffffffffffLL
#define __INT_FAST64_TYPE__ long long int
#define __INT_LEAST32_MAX__ 0x7fffffffL
#define __INT_LEAST32_TYPE__ long int
#define __INT_LEAST64_MAX__ 0x7fffffffffffffffLL
#define __INT_LEAST64_TYPE__ long long int
#define __INT_MAX__ 0x7fff
#define __INT_WIDTH__ 16
#define __LONG_MAX__ 0x7fffffffL
#define __LONG_WIDTH__ 32
#undef __LP64__
#define __PTRDIFF_MAX__ 0x7fff
#define __PTRDIFF_TYPE__ int
#define __PTRDIFF_WIDTH__ 16
#define __SIG_ATOMIC_MAX__ 0x7fff
#define __SIG_ATOMIC_WIDTH__ 16
#undef __SIZEOF_INT128__
#define __SIZEOF_INT__ 2
#define __SIZEOF_LONG_DOUBLE__ 12
#define __SIZEOF_LONG__ 4
#define __SIZEOF_POINTER__ 2
#define __SIZEOF_PTRDIFF_T__ 2
#define __SIZEOF_SIZE_T__ 2
#define __SIZE_MAX__ 0xffffU
#define __SIZE_TYPE__ unsigned int
#define __SIZE_WIDTH__ 16
#define __UINT16_MAX__ 0xffffU
#define __UINT32_C(c) c ## UL
#define __UINT32_MAX__ 0xffffffffUL
#define __UINT32_TYPE__ long unsigned int
#define __UINT64_C(c) c ## ULL
#define __UINT64_MAX__ 0xffffffffffffffffULL
#define __UINT64_TYPE__ long long unsigned int
#define __UINTMAX_C(c) c ## ULL
#define __UINTMAX_MAX__ 0xffffffffffffffffULL
#define __UINTMAX_TYPE__ long long unsigned int
#define __UINTPTR_MAX__ 0xffffU
#define __UINTPTR_TYPE__ unsigned int
#define __UINT_FAST16_MAX__ 0xffffU
#define __UINT_FAST16_TYPE__ unsigned int
#define __UINT_FAST32_MAX__ 0xffffffffUL
#define __UINT_FAST32_TYPE__ long unsigned int
#define __UINT_FAST64_MAX__ 0xffffffffffffffffULL
#define __UINT_FAST64_TYPE__ long long unsigned int
#define __UINT_LEAST16_MAX__ 0xffffU
#define __UINT_LEAST32_MAX__ 0xffffffffUL
#define __UINT_LEAST32_TYPE__ long unsigned int
#define __UINT_LEAST64_MAX__ 0xffffffffffffffffULL
#define __UINT_LEAST64_TYPE__ long long unsigned int
#define __WCHAR_MAX__ 0x7fffffffL
#define __WCHAR_TYPE__ long int
#define __WINT_MAX__ 0xffffffffUL
#define __WINT_MIN__ 0UL
#define __WINT_TYPE__ long unsigned int
#undef __amd64
#undef __amd64__
#define __ia16__ 1
#undef __x86_64
#undef __x86_64__
