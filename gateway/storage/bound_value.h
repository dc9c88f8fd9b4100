#pragma once

#include "storage/connection.h"
#include "storage/sink.h"

namespace storage {

/// One placeholder of a statement, as a sink. Thread: that of the statement.
class BoundValue final : public Sink {
public:
    BoundValue(Statement &to, const QString &name) : m_to(to), m_name(name) {}
    void integer(std::int64_t value) override { m_to.bind(m_name, value); }
    void text(std::string_view value) override { m_to.bind(m_name, value); }
    void madeText(std::string_view value) override { m_to.bind(m_name, value); }
    void bytes(std::span<const unsigned char> value) override { m_to.bindBytes(m_name, value); }
    void nothing() override { m_to.bind(m_name, std::optional<std::int64_t>()); }

private:
    Statement &m_to;
    const QString &m_name;
};

} // namespace storage
