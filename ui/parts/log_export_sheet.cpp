#include "ui/parts/log_export_sheet.h"

namespace ui {

using namespace Qt::Literals::StringLiterals;

LogExportSheet::LogExportSheet(admin::AdminClient &client, QWidget &window, Wish wish)
    : FileSheet(client, window, QString::fromLatin1(wish.name), {u"CSV"_s, tr("JSON lines")}), m_wish(std::move(wish))
{
    setTitle(m_wish.title);
    setSubtitle(m_wish.subtitle);
    addFormatAndPlace();
}

bool LogExportSheet::isCsv() const
{
    return format() == 0;
}

QString LogExportSheet::fileName() const
{
    return m_wish.file + (isCsv() ? u".csv"_s : u".ndjson"_s);
}

QString LogExportSheet::filter() const
{
    return isCsv() ? u"CSV (*.csv)"_s : u"JSON (*.ndjson)"_s;
}

admin::AdminCall LogExportSheet::call() const
{
    admin::AdminCall out{.operation = m_wish.operation, .query = m_wish.filter};
    out.query.emplace_back("format", isCsv() ? "csv" : "ndjson");
    return out;
}

} // namespace ui
