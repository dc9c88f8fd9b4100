// Endpoints that are only relayed, forms included: pictures, speech, transcription, moderation, ranking and counts.

#include "client_bytes.h"
#include "dialect/openai/endpoints.h"

int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::string_view input(reinterpret_cast<const char *>(data), size);
    const fuzz::Padded padded(input, dialect::kReadablePadding);
    for (const dialect::Dialect *row :
         {&dialect::openaiImages, &dialect::openaiSpeech, &dialect::openaiTranscriptions, &dialect::openaiModerations,
          &dialect::openaiRerank, &dialect::geminiCountTokens}) {
        fuzz::rewriteHolds(*row, input);
        if (row->peek(padded.view(), {.model = "m"}))
            static_cast<void>(row->readPrompt(padded.view()));
        static_cast<void>(row->readAnswer(padded.view()));
        static_cast<void>(row->readError(padded.view()));
        if (row->readEvent != nullptr)
            static_cast<void>(row->readEvent({}, padded.view()));
    }
    return 0;
}
