// Text is UTF-8 here: the functions whose names end in _8.
#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
