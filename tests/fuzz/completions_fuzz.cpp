// Legacy completions: requests of clients, answers and streams of providers.

#include "client_bytes.h"
#include "provider_bytes.h"

int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::string_view input(reinterpret_cast<const char *>(data), size);
    const dialect::Dialect &completions = dialect::openaiCompletions;
    fuzz::requestSettles(completions, input);
    fuzz::rewriteHolds(completions, input);
    fuzz::streamSaysTheSameHoweverCut(completions, input);
    fuzz::answerCanBeTold(completions, input);
    const fuzz::Padded padded(input, dialect::kReadablePadding);
    if (const auto answer = completions.call->readAnswer(padded.view()))
        fuzz::require(base::parseJson(completions.serve->writeAnswer(*answer, {})).has_value(),
                      "an own answer is no JSON");
    return 0;
}
