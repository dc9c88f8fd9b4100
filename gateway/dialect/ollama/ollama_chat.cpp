#include "dialect/called_row.h"
#include "dialect/ollama/ollama_answer.h"
#include "dialect/ollama/ollama_request.h"

namespace dialect {
namespace {

constexpr ChatCalling kCalling{
    .writeRequest = writeOllamaRequest, .readAnswer = readOllamaAnswer, .makeReader = makeOllamaReader};

constexpr Dialect row()
{
    Dialect out = calledRow("ollama", "ollama.chat", "/api/chat", readOllamaError);
    out.framing = Framing::Ndjson;
    out.call = &kCalling;
    return out;
}

} // namespace

constinit const Dialect ollamaChat = row();

} // namespace dialect
