#pragma once

#include <optional>
#include <vector>

#include "ui/pages/providers/form_sheet.h"

namespace ui {

class TextArea;

/// All exchange rates as lines to write: currency, day and rate. What is wrong is told with its line. Deletes itself when
/// it is closed.
/// Thread: main. `client` must outlive it.
class RatesSheet final : public FormSheet {
    Q_OBJECT
public:
    RatesSheet(admin::AdminClient &client, QWidget &window);

Q_SIGNALS:
    /// As the gateway has them now.
    void saved(const base::Json &rates);

protected:
    void submit() override;
    void fail(const base::Error &error) override;

private:
    void load();
    /// Nothing when a line is no rate: it is told then.
    std::optional<base::Json> rates();
    void blame(int line, const QString &words);
    admin::AdminClient &m_client;
    TextArea *m_text;
    FormField *m_field = nullptr;
    std::vector<int> m_lines{}; ///< Of each rate that was sent: on which line it stands.
};

} // namespace ui
