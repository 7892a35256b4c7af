#include "CAPIDescription.h"

// The compiler takes the file in as it is, and notes that it depends on it: there is no second copy.
#pragma clang diagnostic ignored "-Wc23-extensions"
static const unsigned char description[] = {
#embed "../../schemas/api/openapi.yaml"
};

const unsigned char *martlet_api_description(size_t *size) {
  *size = sizeof description;
  return description;
}
