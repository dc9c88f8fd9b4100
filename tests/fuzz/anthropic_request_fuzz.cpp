// Anthropic's requests and whole answers, and calls that ask how many tokens a prompt has.

#include "client_bytes.h"
#include "provider_bytes.h"

int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::string_view input(reinterpret_cast<const char *>(data), size);
    const dialect::Dialect &messages = dialect::anthropicMessages;
    fuzz::requestSettles(messages, input);
    fuzz::rewriteHolds(messages, input);
    fuzz::rewriteHolds(dialect::anthropicCountTokens, input);
    fuzz::answerCanBeTold(messages, input);
    const fuzz::Padded padded(input, dialect::kReadablePadding);
    if (messages.readAnswer != nullptr)
        static_cast<void>(messages.readAnswer(padded.view()));
    if (const auto answer = messages.call->readAnswer(padded.view()))
        fuzz::require(base::parseJson(messages.serve->writeAnswer(*answer, {})).has_value(),
                      "an own answer is no JSON");
    return 0;
}
