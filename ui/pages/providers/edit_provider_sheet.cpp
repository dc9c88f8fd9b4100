#include "ui/pages/providers/edit_provider_sheet.h"

#include <QCheckBox>
#include <QGridLayout>
#include <QSpinBox>
#include <QUrl>

#include "ui/pages/providers/option_fields.h"
#include "ui/pages/providers/provider_checks.h"
#include "ui/theme/typography.h"
#include "ui/widgets/button.h"
#include "ui/widgets/form_field.h"
#include "ui/widgets/line_edit.h"
#include "ui/widgets/segmented_control.h"
#include "ui/widgets/text_area.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int kWidth = 480;
constexpr int kLargest = 1'000'000;
constexpr int kLongestSeconds = 86'400;
constexpr int kHeadersHigh = 84;

QString originOf(const QString &address)
{
    const QUrl url(tidyAddress(address));
    return url.scheme() + u"://"_s + url.authority();
}

QSpinBox *makeSpin(int lowest, int highest, QWidget *parent)
{
    auto *spin = new QSpinBox(parent);
    spin->setRange(lowest, highest);
    spin->setFont(fontFor(TextRole::Body));
    return spin;
}

} // namespace

EditProviderSheet::EditProviderSheet(admin::AdminClient &client, QWidget &window, const ProviderRow &row,
                                     QStringList takenNames)
    : FormSheet(window, kWidth, tr("Save provider")), m_client(client), m_row(row), m_takenNames(std::move(takenNames))
{
    setObjectName(u"editProviderSheet"_s);
    m_takenNames.removeAll(row.name);
    setTitle(tr("Edit %1").arg(row.name));
    setSubtitle(row.typeLabel);
    addGeneral();
    addOrder();
    if (!row.baseUrl.isEmpty()) {
        addOutbound();
        addTimeouts();
        addHeaders();
    }
    fields()->addStretch();
    fill(row);
    markSaved();
}

void EditProviderSheet::addGeneral()
{
    m_name = new LineEdit(form());
    m_nameField = addField(tr("Name"), m_name, u"name"_s);
    connect(m_name, &QLineEdit::textEdited, this,
            [this] { m_nameField->setError(providerNameProblem(m_name->text(), m_takenNames)); });
    m_address = new LineEdit(form());
    m_address->setFont(fontFor(TextRole::Code));
    m_addressField = addField(tr("Address"), m_address, u"base_url"_s);
    m_addressField->setVisible(!m_row.baseUrl.isEmpty());
    connect(m_address, &QLineEdit::textEdited, this, &EditProviderSheet::checkAddress);
    m_options = new OptionFields(form());
    fields()->addWidget(m_options);
    connect(m_options, &OptionFields::edited, this, [this] {
        checkAddress();
        markEdited();
    });
    connect(m_options, &OptionFields::submitted, act(), &QAbstractButton::click);
    m_anyModel = new QCheckBox(tr("Pass any model name through to it"), form());
    m_anyModel->setObjectName(u"any_model"_s);
    connect(m_anyModel, &QCheckBox::toggled, this, &EditProviderSheet::markEdited);
    fields()->addWidget(m_anyModel);
}

void EditProviderSheet::addOutbound()
{
    m_outbound = new SegmentedControl({tr("Directly"), tr("Through the proxy pool")}, form());
    m_outbound->setAccessibleName(tr("Connect"));
    addField(tr("Connect"), m_outbound, u"outbound"_s)
        ->setHint(tr("Through the pool, it is never called in any other way. Proxies are on the Health page."));
    connect(m_outbound, &SegmentedControl::chosen, this, [this] { markEdited(); });
}

void EditProviderSheet::addOrder()
{
    auto *row = new QHBoxLayout;
    row->setSpacing(16);
    m_priority = makeSpin(-kLargest, kLargest, form());
    m_weight = makeSpin(0, kLargest, form());
    addField(tr("Priority"), m_priority, u"priority"_s, row)->setHint(tr("Lower is tried first."));
    addField(tr("Weight"), m_weight, u"weight"_s, row)->setHint(tr("Share among equals."));
    fields()->addLayout(row);
}

void EditProviderSheet::addTimeouts()
{
    const std::pair<QString, QString> rows[] = {{u"connect_ms"_s, tr("Connect within")},
                                                {u"first_token_ms"_s, tr("First token within")},
                                                {u"idle_ms"_s, tr("Silent at most")},
                                                {u"total_ms"_s, tr("In all at most")}};
    QHBoxLayout *line = nullptr;
    for (const auto &[name, label] : rows) {
        if (!line) {
            line = new QHBoxLayout;
            line->setSpacing(16);
            fields()->addLayout(line);
        }
        auto *spin = makeSpin(1, kLongestSeconds, form());
        spin->setSuffix(tr(" s"));
        spin->setObjectName(name);
        FormField *field = addField(label, spin, u"timeouts"_s, line);
        if (name == u"first_token_ms"_s || name == u"idle_ms"_s)
            field->setHint(tr("Of streamed answers."));
        m_timeouts.emplace_back(name, spin);
        line = line->count() == 2 ? nullptr : line;
    }
}

void EditProviderSheet::addHeaders()
{
    m_headers = new TextArea(form());
    m_headers->setFont(fontFor(TextRole::Code));
    m_headers->setFixedHeight(kHeadersHigh);
    m_headersField = addField(tr("Further headers"), m_headers, u"headers"_s);
    m_headersField->setHint(tr("One a line, name: value. Not for keys."));
    connect(m_headers, &TextArea::textChanged, this, &EditProviderSheet::markEdited);
}

void EditProviderSheet::fill(const ProviderRow &row)
{
    m_row = row;
    m_name->setText(row.name);
    m_nameField->setError({});
    m_options->setOptions(row.asked, row.options);
    m_address->setText(row.baseUrl);
    checkAddress();
    m_anyModel->setChecked(row.anyModel);
    if (m_outbound)
        m_outbound->setCurrent(row.options.contains(u"outbound"_s) ? 1 : 0);
    m_priority->setValue(int(row.priority));
    m_weight->setValue(int(row.weight));
    for (auto &[name, spin] : m_timeouts)
        if (const auto hit = row.timeouts.find(name); hit != row.timeouts.end())
            spin->setValue(int((hit->second + 999) / 1000));
    QStringList lines;
    for (const auto &[name, value] : row.headers)
        lines += name + u": "_s + value;
    if (m_headers)
        m_headers->setPlainText(lines.join(u'\n'));
}

/// A key goes only to the origin it was entered for, so a move is said before it is saved.
void EditProviderSheet::checkAddress()
{
    if (m_row.baseUrl.isEmpty())
        return;
    m_addressField->setError(addressProblem(m_address->text()));
    const bool moved = m_row.keys > 0
                       && originOf(filledAddress(m_address->text(), m_options->values()))
                              != originOf(filledAddress(m_row.baseUrl, m_row.options));
    m_addressField->setHint(moved ? tr("Its keys were entered for another host. Enter them again after saving.")
                                  : QString());
}

base::Json EditProviderSheet::timeouts() const
{
    base::Json out = base::Json::object();
    for (const auto &[name, spin] : m_timeouts) {
        const auto hit = m_row.timeouts.find(name);
        // A value in milliseconds that was not touched here stays what it was.
        const bool same = hit != m_row.timeouts.end() && (hit->second + 999) / 1000 == spin->value();
        out[name.toStdString()] = same ? hit->second : spin->value() * std::int64_t{1000};
    }
    return out;
}

/// Null when a line is none.
base::Json EditProviderSheet::headers() const
{
    base::Json out = base::Json::object();
    for (const QString &line : m_headers->toPlainText().split(u'\n', Qt::SkipEmptyParts)) {
        if (line.trimmed().isEmpty())
            continue;
        const QString name = line.section(u':', 0, 0).trimmed();
        if (name.isEmpty() || !line.contains(u':'))
            return nullptr;
        out[name.toStdString()] = line.section(u':', 1).trimmed().toStdString();
    }
    return out;
}

void EditProviderSheet::submit()
{
    m_nameField->setError(providerNameProblem(m_name->text(), m_takenNames));
    if (!m_row.baseUrl.isEmpty())
        m_addressField->setError(addressProblem(m_address->text()));
    base::Json body = {{"name", m_name->text().toStdString()},
                       {"any_model", m_anyModel->isChecked()},
                       {"priority", m_priority->value()},
                       {"weight", m_weight->value()},
                       {"if_version", m_row.version}};
    if (m_headers) {
        body["base_url"] = tidyAddress(m_address->text()).toStdString();
        body["timeouts"] = timeouts();
        body["headers"] = headers();
        if (const bool pooled = m_outbound->current() == 1; pooled != m_row.options.contains(u"outbound"_s))
            body["outbound"] = pooled ? "pool" : "direct";
        m_headersField->setError(body["headers"].is_null() ? tr("Each line must look like name: value.") : QString());
    }
    if (!m_row.asked.empty())
        body["options"] = m_options->value();
    if (m_options->check() || hasErrors())
        return;
    send(m_client, onProvider("providers.update", m_row.id, std::move(body)), [this](const base::Json &answer) {
        Q_EMIT saved(fieldText(answer, "name"));
        close();
    });
}

void EditProviderSheet::fail(const base::Error &error)
{
    if (error.code == base::ErrorCode::Conflict && error.param == "if_version")
        reload();
    FormSheet::fail(error);
}

/// Somebody else was quicker: what holds now is shown, and saving again means to change that.
void EditProviderSheet::reload()
{
    m_client.call(onProvider("providers.get", m_row.id), this, [this](const base::Result<base::Json> &answer) {
        if (!answer)
            return;
        base::Json list = {{"data", base::Json::array({*answer})}};
        auto rows = parseProviders(list);
        if (rows.empty())
            return;
        std::vector<ProviderOption> asked = std::move(m_row.asked);
        rows.front().asked = std::move(asked);
        fill(rows.front());
        markSaved();
    });
}

} // namespace ui
