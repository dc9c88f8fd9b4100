#include "ui/pages/playground/body_text.h"

#include <algorithm>
#include <optional>

#include <QCoreApplication>

namespace ui {
namespace {

using base::Json;

/// Wants to know nothing but where it goes wrong.
class PlaceOfError final : public nlohmann::json_sax<Json> {
public:
    bool null() override { return true; }
    bool boolean(bool) override { return true; }
    bool number_integer(number_integer_t) override { return true; }
    bool number_unsigned(number_unsigned_t) override { return true; }
    bool number_float(number_float_t, const string_t &) override { return true; }
    bool string(string_t &) override { return true; }
    bool binary(binary_t &) override { return true; }
    bool start_object(std::size_t) override { return deeper(); }
    bool key(string_t &) override { return true; }
    bool end_object() override { return --m_depth >= 0; }
    bool start_array(std::size_t) override { return deeper(); }
    bool end_array() override { return --m_depth >= 0; }
    bool parse_error(std::size_t position, const std::string &, const Json::exception &) override
    {
        found = position > 0 ? position - 1 : 0;
        return false;
    }
    std::optional<std::size_t> found{}; ///< Unit: bytes.

private:
    bool deeper() { return ++m_depth <= base::kMaxJsonDepth; }
    int m_depth = 0;
};

QString placeWords(std::string_view text, std::size_t at)
{
    const std::string_view before = text.substr(0, std::min(at, text.size()));
    const auto lineEnd = before.rfind('\n');
    const std::string_view line = before.substr(lineEnd == std::string_view::npos ? 0 : lineEnd + 1);
    return QCoreApplication::translate("ui::PromptForm", "This is no JSON: line %1, column %2.")
        .arg(std::ranges::count(before, '\n') + 1)
        .arg(QString::fromUtf8(line.data(), static_cast<qsizetype>(line.size())).size() + 1);
}

} // namespace

QString bodyText(const Json &body)
{
    return QString::fromStdString(body.dump(2, ' ', false, Json::error_handler_t::replace));
}

base::Result<Json> parseBody(const QString &text)
{
    const std::string bytes = text.toStdString();
    PlaceOfError place;
    Json::sax_parse(bytes, &place);
    if (place.found)
        return base::fail(base::ErrorCode::BadRequest, placeWords(bytes, *place.found).toStdString());
    return base::parseJson(bytes);
}

} // namespace ui
