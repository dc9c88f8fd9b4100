#include "ui/pages/costs/export_sheet.h"

#include <QAbstractItemView>
#include <QAccessible>
#include <QComboBox>
#include <QDir>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLocale>
#include <QVBoxLayout>

#include "ui/pages/providers/provider_checks.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/button.h"
#include "ui/widgets/form_field.h"
#include "ui/widgets/label.h"
#include "ui/widgets/line_edit.h"
#include "ui/widgets/path_field.h"
#include "ui/widgets/progress_bar.h"
#include "ui/widgets/segmented_control.h"

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
    : Sheet(window, metric::kSheetWidth),
      m_run(client, this),
      m_wish(std::move(wish)),
      m_form(new QWidget),
      m_format(new SegmentedControl({u"CSV"_s, u"PDF"_s}, m_form)),
      m_path(new PathField(PathField::Kind::Save, m_form)),
      m_progress(new ProgressBar(this)),
      m_words(new Label(TextRole::Body, Tone::Quiet, this)),
      m_act(new Button(Button::Kind::Primary, tr("Export"), this))
{
    setObjectName(u"exportSheet"_s);
    setTitle(tr("Export costs"));
    setSubtitle(m_wish.span.title());
    build();
    buildFooter();
    connect(&m_run, &ExportRun::progressed, this, &ExportSheet::present);
    connect(&m_run, &ExportRun::failed, this, &ExportSheet::fail);
    connect(&m_run, &ExportRun::finished, this, [this](const QString &path) {
        Q_EMIT saved(path);
        close();
    });
    connect(this, &Sheet::closed, this, &QObject::deleteLater);
    follow();
    present();
}

FormField *ExportSheet::addField(const QString &label, QWidget *control, const char *name)
{
    control->setObjectName(QLatin1StringView(name));
    auto *field = new FormField(label, control, QLatin1StringView(name), m_form);
    m_form->layout()->addWidget(field);
    return field;
}

QComboBox *ExportSheet::addCombo(const QString &label, const char *name, FormField **field)
{
    auto *box = new QComboBox(m_form);
    FormField *made = addField(label, box, name);
    if (field != nullptr)
        *field = made;
    box->view()->setAccessibleName(box->accessibleName());
    connect(box, &QComboBox::currentIndexChanged, this, &ExportSheet::follow);
    return box;
}

void ExportSheet::build()
{
    auto *column = new QVBoxLayout(m_form);
    column->setContentsMargins(24, 8, 24, 24);
    column->setSpacing(16);
    buildChoices();
    auto *place = new QWidget(m_form);
    auto *row = new QHBoxLayout(place);
    row->setContentsMargins({});
    row->addWidget(m_format);
    row->addStretch();
    place->setFocusProxy(m_format);
    m_format->setAccessibleName(tr("Format"));
    m_formatField = addField(tr("Format"), place, "exportFormat");
    m_format->setObjectName(u"exportFormatChoice"_s);
    connect(m_format, &SegmentedControl::chosen, this, &ExportSheet::follow);
    m_path->line()->setAccessibleName(tr("Save as"));
    m_path->line()->setObjectName(u"exportPath"_s);
    m_pathField = addField(tr("Save as"), m_path, "path");
    connect(m_path, &PathField::edited, this, [this] { m_pathField->setError({}); });
    connect(m_path->line(), &QLineEdit::returnPressed, m_act, &QAbstractButton::click);
    column->addStretch();
    setContent(m_form);
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

void ExportSheet::buildFooter()
{
    m_progress->setObjectName(u"exportProgress"_s);
    m_progress->setAccessibleName(tr("Progress"));
    m_progress->setMinimumWidth(140);
    m_words->setObjectName(u"exportWords"_s);
    m_words->setWordWrap(true);
    m_act->setObjectName(u"exportAct"_s);
    footer()->addWidget(m_progress);
    footer()->addWidget(m_words, 1);
    footer()->addStretch();
    footer()->addWidget(m_act);
    connect(m_act, &QAbstractButton::clicked, this, &ExportSheet::startOrCancel);
}

ExportSheet::What ExportSheet::what() const
{
    return static_cast<What>(m_what->currentData().toInt());
}

bool ExportSheet::isPdf() const
{
    return what() == What::Slip || m_format->current() == kPdf;
}

void ExportSheet::follow()
{
    if (!m_pathField)
        return; // it is being built
    const bool slip = what() == What::Slip;
    for (FormField *field : {m_axisField, m_periodField, m_formatField})
        field->setVisible(!slip);
    for (FormField *field : {m_keyField, m_monthField})
        field->setVisible(slip);
    m_path->setFilter(isPdf() ? u"PDF (*.pdf)"_s : u"CSV (*.csv)"_s);
    suggestPath();
}

/// A name that somebody typed stays.
void ExportSheet::suggestPath()
{
    if (m_path->path() != m_suggested)
        return;
    const QString name = what() == What::Slip    ? u"slip-"_s + m_month->currentData().toString()
                         : what() == What::Usage ? u"usage-"_s + m_wish.span.from.toString(Qt::ISODate)
                                                 : u"costs-"_s + m_wish.span.from.toString(Qt::ISODate);
    m_suggested = downloadPath(u"switchyard-"_s + name + (isPdf() ? u".pdf"_s : u".csv"_s));
    m_path->setPath(m_suggested);
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

void ExportSheet::startOrCancel()
{
    m_words->setText({});
    if (m_run.isRunning()) {
        m_run.cancel();
        m_words->setText(tr("Stopped. Nothing was written."));
        return present();
    }
    if (m_path->path().isEmpty() || !QFileInfo(m_path->path()).absoluteDir().exists()) {
        m_pathField->setError(tr("Give a file in a folder that there is."));
        return m_path->setFocus(Qt::OtherFocusReason);
    }
    m_run.start(call(), m_path->path(),
                {.fromMs = m_wish.span.from.startOfDay().toMSecsSinceEpoch(),
                 .toMs = m_wish.span.to.startOfDay().toMSecsSinceEpoch()});
    present();
}

void ExportSheet::fail(const base::Error &error)
{
    present();
    if (showAtField(*m_form, error))
        return;
    m_words->setText(refusalWords(error));
    m_words->setTone(Tone::Error);
    m_words->show();
    QAccessibleEvent event(m_words, QAccessible::Alert);
    QAccessible::updateAccessibility(&event);
}

void ExportSheet::present()
{
    const bool running = m_run.isRunning();
    m_act->setText(running ? tr("Cancel") : tr("Export"));
    m_form->setEnabled(!running);
    m_progress->setVisible(running && m_run.progress() >= 0);
    m_progress->setShare(qBound(0.0, m_run.progress(), 0.999));
    if (running && m_run.progress() < 0)
        m_words->setText(tr("Being made…"));
    else if (running)
        m_words->setText({});
    m_words->setTone(Tone::Quiet);
    m_words->setVisible(!m_words->text().isEmpty());
}

} // namespace ui
