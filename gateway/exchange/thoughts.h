#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "dialect/dialect.h"
#include "exchange/kept_thoughts.h"
#include "model/chat.h"
#include "model/chat_event.h"
#include "model/receipt.h"

namespace exchange {

/// Where the thoughts of one client key's answers are kept.
struct Remembered {
    KeptThoughts *kept = nullptr; ///< Null: nowhere.
    std::string_view clientKeyId{};
    std::int64_t nowMs = 0; ///< Unix.
};

/// Whose signatures a model takes back: Anthropic's models know each other's wherever they run, as Google's do; of the
/// others each knows its own. Empty for dialects in which nothing is signed.
std::string signerOf(const dialect::Dialect &provider, std::string_view model);

/// The thoughts of a whole answer. Thoughts without a signature count where they are plain text to be sent back.
Thoughts thoughtsOf(const model::ChatAnswer &answer, const dialect::Dialect &provider, std::string_view model);

/// Keeps them, where there are any.
void keepThoughts(const model::ChatAnswer &answer, const dialect::Dialect &provider, std::string_view model,
                  const Remembered &to);

/// Gathers the thoughts of a stream as it goes by; gives up on one that thinks at great length.
class ThoughtGatherer {
public:
    void take(const model::ChatEvents &events);
    /// What has been gathered. Leaves nothing.
    model::ChatAnswer answer();

private:
    model::Part *part(std::int64_t choice, std::int64_t part);
    void takeOne(const model::ChatEvent &event);

    std::map<std::int64_t, model::Part> m_parts{}; ///< Of the first alternative: thoughts and calls.
    std::size_t m_bytes = 0;
    bool m_tooMuch = false;
};

/// Puts what the client lost back to where it was, before the calls whose results it sends; only where `signer` made it.
/// It is noted on the receipt.
void restoreThoughts(model::ChatRequest &request, const Remembered &from, std::string_view signer,
                     model::Receipt &receipt);

} // namespace exchange
