#include "dialect/called_row.h"
#include "dialect/cohere/cohere_answer.h"
#include "dialect/cohere/cohere_request.h"

namespace dialect {
namespace {

constexpr ChatCalling kCalling{
    .writeRequest = writeCohereRequest, .readAnswer = readCohereAnswer, .makeReader = makeCohereReader};

constexpr Dialect row()
{
    Dialect out = calledRow("cohere", "cohere.v2.chat", "/chat", readCohereError);
    out.call = &kCalling;
    return out;
}

} // namespace

constinit const Dialect cohereChat = row();

} // namespace dialect
