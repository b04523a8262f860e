#include <string.h>
#include <wctype.h>

static const struct {
  const char *name;
  int (*is)(wint_t);
} classes[] = {{"alpha", iswalpha}, {"digit", iswdigit}, {"alnum", iswalnum}, {"space", iswspace},
               {"upper", iswupper}, {"lower", iswlower}, {"punct", iswpunct}, {"print", iswprint},
               {"graph", iswgraph}, {"cntrl", iswcntrl}, {"xdigit", iswxdigit},
               {"blank", iswblank}};
static const int mappings[2];

wctype_t wctype(const char *name) {
  for (int i = 0; i < sizeof classes / sizeof *classes; i++)
    if (!strcmp(classes[i].name, name))
      return i + 1;
  return 0;
}

int iswctype(wint_t c, wctype_t type) { return type ? classes[type - 1].is(c) : 0; }

wctrans_t wctrans(const char *name) {
  return !strcmp(name, "toupper") ? &mappings[0] : !strcmp(name, "tolower") ? &mappings[1] : NULL;
}

wint_t towctrans(wint_t c, wctrans_t how) {
  return how == &mappings[0] ? towupper(c) : how == &mappings[1] ? towlower(c) : c;
}
