// Cohere's answers, errors and streams, byte by byte as they come over the wire.

#include "provider_bytes.h"

int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::string_view input(reinterpret_cast<const char *>(data), size);
    fuzz::streamSaysTheSameHoweverCut(dialect::cohereChat, input);
    fuzz::answerCanBeTold(dialect::cohereChat, input);
    return 0;
}
