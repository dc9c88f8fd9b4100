// Ollama's own answers, errors and lines of JSON, byte by byte as they come over the wire.

#include "provider_bytes.h"

int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::string_view input(reinterpret_cast<const char *>(data), size);
    fuzz::streamSaysTheSameHoweverCut(dialect::ollamaChat, input);
    fuzz::answerCanBeTold(dialect::ollamaChat, input);
    return 0;
}
