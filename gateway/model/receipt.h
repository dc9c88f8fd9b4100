#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "model/chat.h"

namespace model {

/// What became of a parameter on its way to a provider of another dialect (R8). What is not listed was kept.
enum class ParameterFate : std::uint8_t { Renamed, Defaulted, Changed, Dropped, Restored };

struct ParameterNote {
    ParameterFate fate = ParameterFate::Dropped;
    ChatField field = ChatField::MaxTokens;
    std::string name{};   ///< An `extra` field, as the client spelt it; empty: `field` says which.
    std::string detail{}; ///< Renamed: the new name. Defaulted and Changed: the value sent. Dropped: why, or empty.
};

/// Filled by writers of requests; one note per fate and parameter.
class Receipt {
public:
    void dropped(ChatField field, std::string_view why = {})
    {
        add({ParameterFate::Dropped, field, {}, std::string(why)});
    }
    void droppedExtra(std::string_view name)
    {
        add({ParameterFate::Dropped, ChatField::Opaque, std::string(name), {}});
    }
    void renamed(ChatField field, std::string_view to) { add({ParameterFate::Renamed, field, {}, std::string(to)}); }
    void defaulted(ChatField field, std::string_view value)
    {
        add({ParameterFate::Defaulted, field, {}, std::string(value)});
    }
    void changed(ChatField field, std::string_view value)
    {
        add({ParameterFate::Changed, field, {}, std::string(value)});
    }

    /// The client had lost it; what the provider said in an earlier answer is sent in its place.
    void restored(ChatField field) { add({ParameterFate::Restored, field, {}, {}}); }

    const std::vector<ParameterNote> &notes() const { return m_notes; }
    bool anyDropped() const
    {
        for (const ParameterNote &note : m_notes)
            if (note.fate == ParameterFate::Dropped)
                return true;
        return false;
    }

private:
    void add(ParameterNote note)
    {
        for (const ParameterNote &there : m_notes)
            if (there.fate == note.fate && there.field == note.field && there.name == note.name)
                return;
        m_notes.push_back(std::move(note));
    }

    std::vector<ParameterNote> m_notes{};
};

} // namespace model
