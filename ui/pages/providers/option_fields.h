#pragma once

#include <map>
#include <vector>

#include <QWidget>

#include "base/json.h"
#include "ui/pages/providers/provider_rows.h"

class QGridLayout;

namespace ui {

class FormField;
class LineEdit;

/// What a kind of provider asks for besides its address (region, project, API version): a field for each, with what is
/// wrong with it below. Hidden when it asks for nothing.
/// Thread: main.
class OptionFields final : public QWidget {
    Q_OBJECT
public:
    explicit OptionFields(QWidget *parent = nullptr);

    /// `values` stand in the fields, else what the kind has in their place.
    void setOptions(const std::vector<ProviderOption> &options, const std::map<QString, QString> &values = {});
    /// Says what is wrong with each; the first of them, or null.
    QWidget *check();
    /// By name; without the empty ones.
    std::map<QString, QString> values() const;
    base::Json value() const;

Q_SIGNALS:
    void edited();
    void submitted();

private:
    struct Entry {
        ProviderOption option{};
        FormField *field = nullptr;
        LineEdit *edit = nullptr;
    };
    void add(const ProviderOption &option, const QString &value);
    QGridLayout *m_grid;
    std::vector<Entry> m_entries{};
};

/// The address with the options in the places named after them.
QString filledAddress(QString address, const std::map<QString, QString> &options);

} // namespace ui
