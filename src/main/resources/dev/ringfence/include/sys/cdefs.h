#include <features.h>
#define __BEGIN_DECLS
#define __END_DECLS
#define __P(arguments) arguments
#define __CONCAT(a, b) a##b
#define __STRING(x) #x
#define __THROW
