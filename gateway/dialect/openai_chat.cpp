#include "dialect/dialect.h"
#include "dialect/openai/chat_answer.h"
#include "dialect/openai/chat_request_reader.h"
#include "dialect/openai/chat_request_writer.h"
#include "dialect/openai/chat_stream.h"
#include "dialect/openai/errors.h"
#include "dialect/openai/words.h"
#include "dialect/openai_facts.h"
#include "dialect/openai_prompt.h"
#include "dialect/openai_request.h"

namespace dialect {
namespace {

constexpr ChatServing kServing{
    .readRequest = readOpenaiRequest,
    .writeAnswer = writeOpenaiAnswer,
    .makeWriter = makeOpenaiWriter,
    .fieldName = openaiFieldName,
};

constexpr ChatCalling kCalling{
    .writeRequest = writeOpenaiRequest,
    .readAnswer = readOpenaiChatAnswer,
    .makeReader = makeOpenaiReader,
};

} // namespace

constinit const Dialect openaiChat{
    .id = "openai",
    .endpoint = "chat.completions",
    .path = "/chat/completions",
    .peek = peekOpenaiChat,
    .readPrompt = readOpenaiPrompt,
    .rewrite = rewriteOpenaiChat,
    .readAnswer = readOpenaiAnswer,
    .readEvent = readOpenaiEvent,
    .readError = readOpenaiError,
    .errorBody = openaiErrorBody,
    .errorEvent = openaiErrorEvent,
    .serve = &kServing,
    .call = &kCalling,
};

} // namespace dialect
