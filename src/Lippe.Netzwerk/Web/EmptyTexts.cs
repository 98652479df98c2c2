using Microsoft.AspNetCore.Mvc.ModelBinding.Metadata;

namespace Lippe.Netzwerk.Web;

/// <summary>An empty text field binds to an empty text, as forms declare it; the framework would make it null.</summary>
internal sealed class EmptyTexts : IDisplayMetadataProvider
{
    public void CreateDisplayMetadata(DisplayMetadataProviderContext context) => context.DisplayMetadata.ConvertEmptyStringToNull = false;
}
