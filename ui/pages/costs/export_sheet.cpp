#include "ui/pages/costs/export_sheet.h"

#include <QAbstractItemView>
#include <QComboBox>
#include <QLocale>

#include "ui/widgets/form_field.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int kPdf = 1;
constexpr int kMonths = 24; ///< As far back as slips are offered.

/// The window's own, as reports are printed in.
std::string languageName()
{
    return QLocale().language() == QLocale::Chinese ? "zh_CN" : "en";
}

} // namespace

ExportSheet::ExportSheet(admin::AdminClient &client, QWidget &window, Wish wish)
    : FileSheet(client, window, {}, {u"CSV"_s, u"PDF"_s}), m_wish(std::move(wish))
{
    setTitle(tr("Export costs"));
    setSubtitle(m_wish.span.title());
    buildChoices();
    addFormatAndPlace();
}

QComboBox *ExportSheet::addCombo(const QString &label, const char *name, FormField **field)
{
    auto *box = new QComboBox(form());
    FormField *made = addField(label, box, QString::fromLatin1(name));
    if (field != nullptr)
        *field = made;
    box->view()->setAccessibleName(box->accessibleName());
    connect(box, &QComboBox::currentIndexChanged, this, [this] { follow(); });
    return box;
}

void ExportSheet::buildChoices()
{
    m_what = addCombo(tr("What"), "exportWhat", nullptr);
    m_what->addItem(tr("Costs"), static_cast<int>(What::Costs));
    m_what->addItem(tr("Calls, tokens and times"), static_cast<int>(What::Usage));
    if (!m_wish.keys.empty())
        m_what->addItem(tr("Slip of one key for a month"), static_cast<int>(What::Slip));
    m_axis = addCombo(tr("A row for each"), "exportAxis", &m_axisField);
    for (const CostAxis &axis : costAxes())
        if (axis.isLasting || m_wish.axis == &axis)
            m_axis->addItem(axisTitle(axis), QString::fromLatin1(axis.word));
    m_axis->addItem(tr("Nothing else"), QString());
    m_period = addCombo(tr("And for each"), "exportPeriod", &m_periodField);
    m_period->addItem(tr("Day"), u"day"_s);
    m_period->addItem(tr("Week"), u"week"_s);
    m_period->addItem(tr("Month"), u"month"_s);
    m_period->addItem(tr("The whole time"), u"none"_s);
    m_key = addCombo(tr("Client key"), "exportKey", &m_keyField);
    for (const CostRow &key : m_wish.keys)
        m_key->addItem(key.name, key.id);
    m_month = addCombo(tr("Month"), "exportMonth", &m_monthField);
    CostSpan month = CostSpan::around(CostSpan::Unit::Month, m_wish.today);
    for (int i = 0; i < kMonths; ++i, month = month.moved(-1))
        m_month->addItem(month.title(), month.from.toString(u"yyyy-MM"_s));
    m_month->setCurrentIndex(qMax(0, m_month->findData(m_wish.span.from.toString(u"yyyy-MM"_s))));
    if (m_wish.axis != nullptr)
        m_axis->setCurrentIndex(m_axis->findData(QString::fromLatin1(m_wish.axis->word)));
    m_what->setCurrentIndex(qMax(0, m_what->findData(static_cast<int>(m_wish.what))));
}

ExportSheet::What ExportSheet::what() const
{
    return static_cast<What>(m_what->currentData().toInt());
}

bool ExportSheet::isPdf() const
{
    return what() == What::Slip || format() == kPdf;
}

void ExportSheet::follow()
{
    if (formatField() == nullptr)
        return; // it is being built
    const bool slip = what() == What::Slip;
    for (FormField *field : {m_axisField, m_periodField, formatField()})
        field->setVisible(!slip);
    for (FormField *field : {m_keyField, m_monthField})
        field->setVisible(slip);
    FileSheet::follow();
}

QString ExportSheet::filter() const
{
    return isPdf() ? u"PDF (*.pdf)"_s : u"CSV (*.csv)"_s;
}

QString ExportSheet::fileName() const
{
    const QString name = what() == What::Slip    ? u"slip-"_s + m_month->currentData().toString()
                         : what() == What::Usage ? u"usage-"_s + m_wish.span.from.toString(Qt::ISODate)
                                                 : u"costs-"_s + m_wish.span.from.toString(Qt::ISODate);
    return u"switchyard-"_s + name + (isPdf() ? u".pdf"_s : u".csv"_s);
}

ExportRun::Extent ExportSheet::extent() const
{
    return {.fromMs = m_wish.span.from.startOfDay().toMSecsSinceEpoch(),
            .toMs = m_wish.span.to.startOfDay().toMSecsSinceEpoch()};
}

admin::AdminCall ExportSheet::call() const
{
    if (what() == What::Slip)
        return {.operation = "reports.slip",
                .query = {{"key", m_key->currentData().toString().toStdString()},
                          {"month", m_month->currentData().toString().toStdString()},
                          {"format", "pdf"},
                          {"language", languageName()}}};
    admin::AdminCall out{.operation = what() == What::Usage ? "reports.usage" : "reports.billing",
                         .query = m_wish.span.query(m_wish.today)};
    out.query.emplace_back("period", m_period->currentData().toString().toStdString());
    if (const QString axis = m_axis->currentData().toString(); !axis.isEmpty())
        out.query.emplace_back("group_by", axis.toStdString());
    out.query.emplace_back("format", isPdf() ? "pdf" : "csv");
    if (isPdf())
        out.query.emplace_back("language", languageName());
    return out;
}

} // namespace ui
