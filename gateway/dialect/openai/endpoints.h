#pragma once

#include "dialect/dialect.h"

namespace dialect {

extern const Dialect openaiImages;
extern const Dialect openaiSpeech;
extern const Dialect openaiTranscriptions;
extern const Dialect openaiModerations;
extern const Dialect openaiRerank;

} // namespace dialect
