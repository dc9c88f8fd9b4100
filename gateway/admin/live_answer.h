#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "dialect/dialect.h"
#include "dialect/frame_reader.h"
#include "model/chat_event.h"

namespace admin {

/// Reads the answer to a client's call as that client does: in its own dialect, whether it comes whole or as a stream.
/// What cannot be read tells nothing: the bytes are shown all the same.
/// Thread: one at a time.
class LiveAnswer {
public:
    /// By id; one that is not known, or has no answers of text, tells nothing.
    explicit LiveAnswer(const std::string &dialect);

    void begin(int status, std::string_view head);
    void take(std::string_view bytes, model::ChatEvents &out);
    void end(model::ChatEvents &out);

private:
    enum class Shape : std::uint8_t { Unread, Stream, Whole, Error };
    void takeStream(std::string_view bytes, model::ChatEvents &out);
    void onFrame(const dialect::SseEvent &frame, model::ChatEvents &out);

    const dialect::Dialect *m_dialect;
    Shape m_shape = Shape::Unread;
    std::string m_bytes{}; ///< Not read yet.
    dialect::FrameReader m_frames{};
    std::unique_ptr<dialect::StreamReader> m_reader{};
};

} // namespace admin
