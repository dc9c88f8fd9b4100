#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/json.h"
#include "dialect/gemini/names.h"
#include "dialect/gemini/partial_args.h"
#include "model/chat_event.h"

namespace dialect {

/// One candidate of an answer while it is being told. For one stream reader.
class GeminiCandidate {
public:
    GeminiCandidate(std::int64_t index, GeminiCallIds &ids) : m_index(index), m_ids(ids) {}

    std::int64_t index() const { return m_index; }
    void read(base::Json &candidate, model::ChatEvents &out);
    /// Closes what is open and tells the finish, if there was one.
    void end(model::ChatEvents &out);
    /// The prompt was refused.
    void block(std::string reason, model::ChatEvents &out);
    /// The provider gave up before there was anything to show.
    bool failed() const { return m_next == 0 && m_finish == "MALFORMED_FUNCTION_CALL"; }
    const base::Json &extra() const { return m_extra; }
    std::string trouble() const;
    const std::string &native() const { return m_finish; }

private:
    void readPart(base::Json &part, model::ChatEvents &out);
    void readText(model::Part &&part, model::ChatEvents &out);
    bool readPartial(const base::Json &call, model::Part &&part, model::ChatEvents &out);
    void cite(const base::Json &candidate, model::ChatEvents &out);
    void keepExtra(base::Json &candidate);
    void begin(model::Part &&head, model::ChatEvents &out);
    void close(model::ChatEvents &out);
    void finish(model::ChatEvents &out);

    std::int64_t m_index;
    GeminiCallIds &m_ids;
    std::int64_t m_next = 0;                 ///< Number of the next part.
    std::optional<model::PartKind> m_open{}; ///< The kind of the part that is open: the last one begun.
    bool m_signed = false;                   ///< The open part's signature has come: it has no more text.
    std::optional<PartialArgs> m_partial{};
    bool m_broken = false; ///< Pieces of arguments without a place.
    bool m_called = false;
    bool m_told = false; ///< The finish is out.
    std::string m_finish{};
    base::Json m_extra{};
    std::vector<std::string> m_cited{};
};

} // namespace dialect
